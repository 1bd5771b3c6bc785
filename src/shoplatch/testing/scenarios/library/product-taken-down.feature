Feature: The platform takes a product down
  A product that broke a rule is not for sale.

  Scenario: A product is taken down, and its status says so
    Given a GB shop
    And a SKU on sale, with its stock
    When the platform takes the product down because "PROHIBITED"
    And the app calls product.get_product
      | product_id | <product> |
    Then it answers
      | id     | <product>           |
      | status | PLATFORM_DEACTIVATED |
    And a webhook PRODUCT_STATUS_CHANGE came
      | product_id | <product> |
    And the store has the product
      | status | PLATFORM_DEACTIVATED |
    And the store learned of the product by webhook
