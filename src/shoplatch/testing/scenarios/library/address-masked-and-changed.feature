Feature: The recipient's address
  A buyer moves before the parcel leaves.

  Scenario: A buyer changes the address of a paid order
    Given a GB shop
    When a buyer orders 1 unit
    And 2 hours pass
    And the buyer changes the address
    Then the order says
      | has_updated_recipient_address | true |
    And a webhook RECIPIENT_ADDRESS_UPDATE came
      | order_id | <order> |
    And the store has the order
      | status | AWAITING_SHIPMENT |
    And the store learned of the order by webhook
