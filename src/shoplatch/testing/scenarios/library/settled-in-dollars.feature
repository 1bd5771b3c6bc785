Feature: A settlement keeps its currency
  Two shops of one seller are settled apart, each in its own money.

  Scenario: A US order is settled in dollars
    Given a US shop
    And orders are settled 1 day after delivery
    When a buyer orders 2 units
    And the order comes to be DELIVERED
    And 3 days pass
    Then the order has a settlement
    And the settlement says
      | currency | USD |
    And the settlement is its parts added up, to 0 cents
    And the store has what the order is settled with, to 0 cents
    And the store's statements are fresh
