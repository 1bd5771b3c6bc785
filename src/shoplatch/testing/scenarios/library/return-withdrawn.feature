Feature: A return with refund
  A buyer may keep it after all.

  Scenario: The buyer withdraws a return
    Given a GB shop
    When a buyer orders 1 unit
    And the order comes to be DELIVERED
    And the buyer asks for a return and refund
    And the buyer withdraws the return
    Then the return is RETURN_OR_REFUND_REQUEST_CANCEL
    And the order is DELIVERED
    And the store has the return
      | status | RETURN_OR_REFUND_REQUEST_CANCEL |
    And the store has the order
      | status | DELIVERED |
