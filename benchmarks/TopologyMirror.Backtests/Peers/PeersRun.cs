using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Backtests.Peers;

/// <summary>Runs R and this library over the same rows and scores both with the same code.</summary>
internal static class PeersRun
{
    /// <summary>Runs both, R first.</summary>
    /// <param name="folder">The folder of the sets.</param>
    /// <param name="series">The series of one set.</param>
    /// <param name="script">Runs R.</param>
    /// <param name="methods">Methods of R.</param>
    /// <param name="models">Models of this library.</param>
    /// <param name="error">Takes progress.</param>
    public static PeersJson Run(string folder, IReadOnlyList<BacktestSeries> series, RScript script, string[] methods, string[] models, TextWriter error)
    {
        var peers = new PeerForecasts(folder, series);
        IReadOnlyDictionary<string, ForecastTally[]> theirs = peers.Run(script, methods);
        IBacktestModel[] ours = [.. ModelCatalog.All.Where(m => models.Contains(m.Name, StringComparer.Ordinal))];
        IBacktestModel[] references = [.. ModelCatalog.All.Where(m => m is not ForecasterModel)];
        ForecastTally[][] mine = [.. references.Concat(ours).Select(model => Tallies(model, series, error))];
        string[] names = [.. series.Select(s => s.Name)];
        AccuracyRow Row(string model, ForecastTally[] tallies) => AccuracySummary.Row(series[0].Set, model, "origins", names, tallies, mine[0], mine[1]);
        AccuracyRow[] rows = [.. ours.Select((model, m) => Row(model.Name, mine[references.Length + m]))];
        AccuracyRow[] peerRows = [.. methods.Select(method => Row(method, theirs[method]))];
        return new PeersJson([.. rows, .. peerRows], [.. peerRows.SelectMany(peer => rows.Select(row => Ratio(peer, row)))]);
    }

    private static PeerRatio Ratio(AccuracyRow peer, AccuracyRow row) =>
        new(peer.Model, row.Model, Of(peer.FitMs, row.FitMs), Of(1000 * peer.FitMs, row.UpdateUs));

    private static double? Of(double? theirs, double? ours) => theirs / ours is { } ratio && double.IsFinite(ratio) ? ratio : null;

    private static ForecastTally[] Tallies(IBacktestModel model, IReadOnlyList<BacktestSeries> series, TextWriter error)
    {
        Backtest.WarmUp(model, series[0]);
        var tallies = new ForecastTally[series.Count];
        for (int i = 0; i < tallies.Length; i++)
        {
            tallies[i] = Backtest.AtOrigins(model, series[i]);
            error.Write($"\r{model.Name}: {i + 1} of {tallies.Length} series ");
        }

        error.WriteLine();
        return tallies;
    }
}
