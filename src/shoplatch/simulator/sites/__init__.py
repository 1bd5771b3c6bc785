"""The sites people meet, simulated: Partner Center (three of them), Seller Center and a buyer's storefront.

Pages rendered here, plainly marked as simulated, without scripts. What their forms do is done by the same functions as the
API and the levers of `/_sim/`: a page never has a rule of its own.
"""
