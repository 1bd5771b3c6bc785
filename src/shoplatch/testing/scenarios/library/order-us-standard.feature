Feature: An order from basket to door
  Taxes are added in the US; everything else is as elsewhere.

  Scenario: A US buyer orders one unit and it completes
    Given a US shop
    And a SKU on sale, with its stock
    When the buyer orders 1 unit of it
    Then the order says
      | payment.currency | USD |
      | is_cod           | false |
    And the order's money adds up to its total, to 0 cents
    When the order comes to be COMPLETED
    Then the order is COMPLETED
    And a webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | COMPLETED |
    And the store has the order
      | status   | COMPLETED |
      | currency | USD       |
      | tax      | any       |
    And the store and TikTok Shop differ about it in 0 fields
