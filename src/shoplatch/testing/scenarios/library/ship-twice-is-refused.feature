Feature: Shipping by the seller
  A package leaves once.

  Scenario: A package that was shipped cannot be shipped again
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 0}, {"warehouse_id": "<warehouse b>", "quantity": 20}]}] |
    And the buyer orders 1 unit of it
    And 2 hours pass
    And the order's package is looked up
    And the order comes to be IN_TRANSIT
    And the app calls fulfillment.mark_package_as_shipped
      | order_id           | <order> |
      | order_line_list    | [{"order_line_id": "<line>"}] |
      | shipping_info_list | [{"tracking_number": "JD0002255441234567", "shipping_provider_id": "7117858858072016686"}] |
    Then it is refused with 21011006
    And the order is IN_TRANSIT
    And the store has the order
      | status | IN_TRANSIT |
    And the store has 1 package of the order
