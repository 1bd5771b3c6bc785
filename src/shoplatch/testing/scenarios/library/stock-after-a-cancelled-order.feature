Feature: Stock is written
  Stock that comes back is added to what was set.

  Scenario: Stock set while an order holds some of it
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    And the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 5}, {"warehouse_id": "<warehouse b>", "quantity": 5}]}] |
    Then 10 can be sold
    When the buyer cancels
    Then 12 can be sold
    And in the store 12 can be sold
    And the store has the order
      | status | CANCELLED |
