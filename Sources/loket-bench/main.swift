print("loket-bench")
