using TopologyMirror.Backtests;

return BacktestCommand.Run(args, Console.Out, Console.Error);
