"""The suite: real parts, steered time, nothing mocked that is ours."""
