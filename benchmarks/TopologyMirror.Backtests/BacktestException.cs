namespace TopologyMirror.Backtests;

/// <summary>What was given cannot be used; the message is one sentence that names the thing and its value.</summary>
/// <param name="message">The sentence.</param>
internal sealed class BacktestException(string message) : Exception(message);
