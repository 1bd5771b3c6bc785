Feature: Webhooks of an order
  One for each status, none twice.

  Scenario: Every status of an order rings once
    Given a GB shop
    When a buyer orders 1 unit
    And the order comes to be DELIVERED
    Then 1 webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | DELIVERED |
    And 1 webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>    |
      | order_status | IN_TRANSIT |
    And no webhook ORDER_STATUS_CHANGE came
      | order_id     | <order>   |
      | order_status | CANCEL  |
    And the store has the order
      | status        | DELIVERED |
      | delivery_time | any       |
    And the store learned of the order by webhook
