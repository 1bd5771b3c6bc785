Feature: An order from basket to door
  Every status of the main path, as a UK seller sees it.

  Scenario: A UK buyer orders two units and gets them
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    Then the order is ON_HOLD
    And 2 units less can be sold than before
    And the order's money adds up to its total, to 0 cents
    When 1 hour passes
    Then the order is AWAITING_SHIPMENT
    And the store has the order
      | status       | AWAITING_SHIPMENT |
      | item_count   | 2                 |
      | currency     | GBP               |
      | total_amount | <total>           |
    And the store has 2 lines of the order
      | sku_id | <sku> |
    And in the store 2 units less can be sold than before
    When the order comes to be AWAITING_COLLECTION
    Then the order is AWAITING_COLLECTION
    When the order comes to be IN_TRANSIT
    Then the order is IN_TRANSIT
    When the order comes to be DELIVERED
    Then the order is DELIVERED
    And a webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | DELIVERED |
    And 0 webhooks with a wrong signature came
    And the store has the order
      | status        | DELIVERED |
      | delivery_time | any       |
    And the store learned of the order by webhook
    And the store has 1 package of the order
      | status | any |
    And the store and TikTok Shop differ about it in 0 fields
