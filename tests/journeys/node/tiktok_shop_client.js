// The client tiktok-shop-client, unchanged: it speaks to TikTok's hosts with axios, which reads HTTPS_PROXY itself. It puts
// access token, shop_id and version into the query too, and leaves the cipher empty until it knows one.
const { TikTokClient, authCodeToken, generateToken } = require("tiktok-shop-client");
const { ready, walk } = require("./steps.js");

const keys = ready();
const config = { appKey: keys.app_key, appSecret: keys.app_secret };
let shop;

walk([
  ["token", () => authCodeToken(config, keys.auth_code)],
  ["refresh", (seen) => generateToken(config, seen.token.data.refresh_token)],
  ["shops", (seen) => (shop = TikTokClient({ ...config, accessToken: seen.refresh.access_token })).getShops()],
  ["seller's shops", () => shop.getSellerShops()],
  ["warehouses", (seen) => {
    const us = seen.shops.data.shops.find((one) => one.region === "US");
    shop.setShop({ shopCipher: us.cipher, shopId: us.id });
    return shop.getWarehouses();
  }],
  ["categories", () => shop.getCategories()],
  ["brands", () => shop.getBrands("Fern")],
  ["orders", () => shop.getOrders({ order_status: "AWAITING_SHIPMENT" })],
  ["product", (seen) => shop.getProduct(seen.orders.data.orders[0].line_items[0].product_id)],
  ["set stock", (seen) => shop.updateProductInventory(seen.product.data.id, [
    { id: seen.product.data.skus[0].id, inventory: [{ quantity: 41 }] }])],
  ["read stock", (seen) => shop.searchInventory({ product_ids: [seen.product.data.id] })],
  ["take from sale", (seen) => shop.deactivateProducts([seen.product.data.id])],
  ["put on sale", (seen) => shop.activateProducts([seen.product.data.id])],
]);
