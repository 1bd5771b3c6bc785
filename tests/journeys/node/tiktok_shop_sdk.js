// The client tiktok-shop-sdk, unchanged: it speaks to TikTok's hosts with fetch, which is told of the redirect's proxy.
const { ProxyAgent, setGlobalDispatcher } = require("undici");
const { TikTokShopSDK } = require("tiktok-shop-sdk");
const { ready, walk } = require("./steps.js");

setGlobalDispatcher(new ProxyAgent(process.env.HTTPS_PROXY));
const keys = ready();
const sdk = new TikTokShopSDK({ appKey: keys.app_key, appSecret: keys.app_secret });
const stock = (sku, quantity) => ({
  skus: [{ id: sku.id, inventory: sku.inventory.map((one) => ({ warehouse_id: one.warehouse_id, quantity })) }],
});

walk([
  ["token", () => sdk.auth.getAccessToken({ auth_code: keys.auth_code })],
  ["refresh", (seen) => sdk.auth.refreshAccessToken({ refresh_token: seen.token.data.refresh_token })],
  ["shops", (seen) => (sdk.setAccessToken(seen.refresh.data.access_token), sdk.shop.getAuthorizedShops())],
  ["warehouses", (seen) => (sdk.setShopCipher(seen.shops.data.shops[0].cipher), sdk.logistic.getWarehouseList())],
  ["categories", () => sdk.product.getCategories({ category_version: "v2" })],
  ["products", () => sdk.product.searchProducts({ query: { page_size: 20 }, body: { status: "ACTIVATE" } })],
  ["product", (seen) => sdk.product.getProduct({ product_id: seen.products.data.products[0].id })],
  ["set stock", (seen) => sdk.product.updateProductInventory({
    product_id: seen.product.data.id, body: stock(seen.product.data.skus[0], 41) })],
  ["read stock", (seen) => sdk.product.searchInventory({ product_ids: [seen.product.data.id] })],
  ["orders", () => sdk.order.getOrderList({ query: { page_size: 20 } })],
  ["orders of an empty filter", () => sdk.order.getOrderList({ query: { page_size: 20 }, body: {} })],
  ["completed orders", () => sdk.order.getOrderList({ query: { page_size: 20 }, body: { order_status: "COMPLETED" } })],
  ["details", (seen) => sdk.order.getOrderDetail({ ids: seen.orders.data.orders.slice(0, 3).map((one) => one.id) })],
  ["price", (seen) => sdk.order.getPriceDetail({ order_id: seen.orders.data.orders[0].id })],
  ["returns", () => sdk.return_refund.searchReturn({ query: { page_size: 10 }, body: {} })],
  ["set webhook", () => sdk.event.updateShopWebhook({ address: "http://127.0.0.1:9/hook", event_type: "ORDER_STATUS_CHANGE" })],
  ["webhooks", () => sdk.event.getShopWebhooks()],
  ["delete webhook", () => sdk.event.deleteShopWebhook({ event_type: "ORDER_STATUS_CHANGE" })],
]);
