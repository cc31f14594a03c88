//! Nothing is shared here: the tests stand in the folders beside this one, one for each way of looking at Reweave.
