namespace TopologyMirror.Backtests.Accuracy;

/// <summary>One row of <c>origins.csv</c>: train on [TrainStart, TrainEnd), forecast the next steps.</summary>
/// <param name="TrainStart">First value to train on, counted from 0.</param>
/// <param name="TrainEnd">End of training, exclusive; the first step that is forecast.</param>
/// <param name="Horizon">Steps to forecast.</param>
/// <param name="Seasons">Steps per period, the shortest first.</param>
internal sealed record BacktestOrigin(int TrainStart, int TrainEnd, int Horizon, int[] Seasons);
