Feature: An answer is lost
  A write whose answer was lost may have happened.

  Scenario: Stock is written, and the answer never comes
    Given a GB shop
    And a SKU on sale, with its stock
    And the next 1 call of product.update_inventory goes wrong: lost_after
    When the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 1}, {"warehouse_id": "<warehouse b>", "quantity": 1}]}] |
    Then 2 can be sold
    And in the store 2 can be sold
    And the store's stock is 0 units off the platform's
