Feature: Stock is written
  Every warehouse of a SKU has to be in the list.

  Scenario: A write that leaves out a warehouse changes nothing
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.update_inventory
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "inventory": [{"warehouse_id": "<warehouse>", "quantity": 7}]}] |
    Then it answers
      | errors.0.detail.extra_errors.0.code | 12052516 |
    And 0 units less can be sold than before
    And in the store 0 units less can be sold than before
