Feature: Stock is written
  What is written is what is read.

  Scenario: The app sets the stock of a SKU in every warehouse
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 7}, {"warehouse_id": "<warehouse b>", "quantity": 4}]}] |
    Then it succeeds
    And 11 can be sold
    When the buyer orders 2 units of it
    Then 9 can be sold
    And in the store 9 can be sold
    And the store's stock is 0 units off the platform's
