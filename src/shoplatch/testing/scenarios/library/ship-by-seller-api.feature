Feature: Shipping by the seller
  Tracking is given with the parcel. It lies in the warehouse that the seller ships from.

  Scenario: The app ships a package with its own tracking number
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 0}, {"warehouse_id": "<warehouse b>", "quantity": 20}]}] |
    And the buyer orders 1 unit of it
    And 2 hours pass
    And the order's package is looked up
    And the app calls logistics.get_shipping_providers
      | delivery_option_id | 7091146663229650002 |
    And shipping_providers.0.id of the answer is noted as provider
    And the app calls fulfillment.mark_package_as_shipped
      | order_id           | <order> |
      | order_line_list    | [{"order_line_id": "<line>"}] |
      | shipping_info_list | [{"tracking_number": "JD0002255441234567", "shipping_provider_id": "<provider>"}] |
    Then it succeeds
    And the order is AWAITING_COLLECTION
    And a webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>             |
      | order_status | AWAITING_COLLECTION |
    And the store has the order
      | status | AWAITING_COLLECTION |
    And the store has 1 package of the order
      | tracking_number | JD0002255441234567 |
