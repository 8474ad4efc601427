/** Buying: prices, orders, payments, receipts. */
export { purchasesPanel, purchasesPart } from './account/purchases.ts'
export { buyPath } from './checkout/buy-path.ts'
export {
  cancelByCommand,
  findOrderByWord,
  invoiceByCommand,
  listOrdersByCommand,
  listPricesByCommand,
  type OrderListOptions,
  type PriceOptions,
  type QuoteOptions,
  quoteByCommand,
  refundByCommand,
  removePriceByCommand,
  setPriceByCommand,
  setTaxByCommand,
  settleByCommand,
  toOrderLine,
} from './commands.ts'
export type { SalesDeps } from './deps.ts'
export { loadSalesExhibits } from './load-sales-exhibits.ts'
export { migrations as salesMigrations } from './migrations.ts'
export { isCurrency, parseAmount, toAmountText } from './money/currency.ts'
export { parseRate } from './money/parse-rate.ts'
export { isCountry, isTerritory, listCountries } from './money/territory.ts'
export type { Till } from './orders/apply-news.ts'
export {
  cancelOrder,
  invoiceOrder,
  type OrderRefusal,
  type Quote,
  quoteOrder,
  settleInvoice,
} from './orders/invoices.ts'
export { numberOf, type Order, type OrderState, type Paper, toOrderState } from './orders/order.ts'
export { findOrder, forgetBuyer, listOrders, type OrderQuery } from './orders/order-store.ts'
export { listPapers } from './orders/papers.ts'
export {
  type KeptRefund,
  listRefunds,
  type RefundDeps,
  type RefundOrder,
  type RefundRefusal,
  refundOrder,
} from './orders/refund-order.ts'
export { loadOffers } from './prices/load-offers.ts'
export {
  describePriceProblem,
  type PriceForm,
  type PriceProblem,
  parsePrice,
  parsePriceKey,
} from './prices/parse-price.ts'
export type { ListedPrice, PriceKey, SetPrice } from './prices/price-list.ts'
export {
  listPrices,
  listTaxes,
  removePrice,
  removeTax,
  setPrice,
  setTax,
  type TaxRule,
} from './prices/price-store.ts'
export type { PaymentProvider } from './provider.ts'
export { catchUp, reconcileOrders, startSalesWorker } from './reconcile.ts'
export { salesRoutes } from './routes.ts'
export { type Seller, type SellerOf, sellersOf } from './seller.ts'
export { openStripe } from './stripe/open-stripe.ts'
