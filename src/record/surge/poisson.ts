/** How often so many, or more, would come by chance, if they came evenly and the time had been named before looking. */
export function poissonTail(mean: number, atLeast: number): number {
  if (atLeast <= 0) return 1
  if (mean <= 0) return 0
  // From the far end if few are expected, so that a small chance is not lost beside 1.
  return mean < atLeast ? sumFrom(mean, atLeast) : 1 - sumBelow(mean, atLeast)
}

function sumFrom(mean: number, atLeast: number): number {
  let term = Math.exp(atLeast * Math.log(mean) - mean - logFactorial(atLeast))
  let sum = 0
  for (let n = atLeast; term > sum * 1e-17 && term > 0; n += 1) {
    sum += term
    term *= mean / (n + 1)
  }
  return Math.min(1, sum)
}

function sumBelow(mean: number, below: number): number {
  let sum = 0
  for (let n = 0; n < below; n += 1) sum += Math.exp(n * Math.log(mean) - mean - logFactorial(n))
  return Math.min(1, sum)
}

export function logFactorial(n: number): number {
  let sum = 0
  for (let i = 2; i <= n; i += 1) sum += Math.log(i)
  return sum
}
