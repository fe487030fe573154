namespace TopologyMirror.Backtests.Peers;

/// <summary>Processor time of a method of R beside a model of this library; what could not be measured is null.</summary>
/// <param name="Method">The method.</param>
/// <param name="Model">The model.</param>
/// <param name="Fit">A fit and forecast of the method, in fits and forecasts of the model from nothing.</param>
/// <param name="Tick">A fit and forecast of the method, which has to be made anew when a value comes, in updates and forecasts of the model.</param>
internal sealed record PeerRatio(string Method, string Model, double? Fit, double? Tick);
