Feature: From an order to its settlement
  What the buyer paid is not what the shop is paid: fees and shipping go off, to the cent.

  Scenario: A delivered order is settled, and its statement is paid out
    Given a GB shop
    And orders are settled 1 day after delivery
    And a SKU on sale, with its stock
    When the buyer orders 9 units of it
    And the order comes to be DELIVERED
    Then the order has no settlement yet
    When 2 days pass
    Then the order has a settlement
    And the settlement says
      | currency          | GBP |
      | settlement_amount | any |
    And the settlement is its parts added up, to 0 cents
    And the settlement is less than what was paid
    And 1 statement has the order
    And the statements pay what their orders are settled with, to 0 cents
    When the order's statement is looked up
    Then the order's payment is PROCESSING
    When 3 days pass
    Then the order's payment is PAID
    And the store has the statement
      | currency       | GBP  |
      | payment_status | PAID |
      | identity       | any  |
    And the store has the payment
      | status   | PAID |
      | currency | GBP  |
    And the store has what the order is settled with, to 0 cents
    And the store's statements are fresh
