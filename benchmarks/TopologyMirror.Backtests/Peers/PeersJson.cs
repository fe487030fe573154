using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Backtests.Peers;

/// <summary>The JSON form of a run.</summary>
/// <param name="Rows">Scores; R's processor time per fit and forecast is <see cref="AccuracyRow.FitMs"/> too.</param>
/// <param name="Ratios">Processor time beside this library's first model.</param>
internal sealed record PeersJson(IReadOnlyList<AccuracyRow> Rows, IReadOnlyList<PeerRatio> Ratios);
