Feature: A price is changed
  A new price counts for new orders only.

  Scenario: The app changes a price, and the next order has it
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.update_price
      | product_id | <product> |
      | skus       | [{"id": "<sku>", "price": {"amount": "19.90", "currency": "GBP"}}] |
    Then it succeeds
    When the buyer orders 1 unit of it
    Then the order says
      | line_items.0.original_price | 19.90 |
    And the order's money adds up to its total, to 0 cents
    And the store has the SKU
      | sale_price | 19.90 |
    And the store has 1 line of the order
      | original_price | 19.90 |
