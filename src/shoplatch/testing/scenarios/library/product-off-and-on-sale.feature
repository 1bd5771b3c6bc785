Feature: A product is taken from sale
  And put back.

  Scenario: The app deactivates a product and activates it
    Given a GB shop
    And a SKU on sale, with its stock
    When the app calls product.deactivate_products
      | product_ids | ["<product>"] |
    Then it succeeds
    When the app calls product.get_product
      | product_id | <product> |
    Then it answers
      | status | SELLER_DEACTIVATED |
    And the store has the product
      | status | SELLER_DEACTIVATED |
    When the app calls product.activate_product
      | product_ids | ["<product>"] |
    And the app calls product.get_product
      | product_id | <product> |
    Then it answers
      | status | any |
    And the store has the product
      | status | any |
