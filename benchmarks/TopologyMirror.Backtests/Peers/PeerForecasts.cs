using System.Globalization;
using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Backtests.Peers;

/// <summary>What the methods of R forecast for the origins of a set; jobs and results go through files.</summary>
internal sealed class PeerForecasts
{
    private readonly string _folder;
    private readonly IReadOnlyList<BacktestSeries> _series;
    private readonly (int Series, BacktestOrigin Origin)[] _jobs;

    /// <param name="folder">The folder of the sets.</param>
    /// <param name="series">The series of one set.</param>
    public PeerForecasts(string folder, IReadOnlyList<BacktestSeries> series)
    {
        _folder = folder;
        _series = series;
        _jobs = [.. series.SelectMany((one, i) => one.Origins.Select(origin => (i, origin)))];
    }

    /// <summary>Runs methods and scores them, a tally per series.</summary>
    public IReadOnlyDictionary<string, ForecastTally[]> Run(RScript script, string[] methods)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("peers");
        try
        {
            string jobs = Path.Combine(scratch.FullName, "jobs.csv");
            string results = Path.Combine(scratch.FullName, "results.csv");
            File.WriteAllLines(jobs, ["file,train_start,train_end,horizon,seasons", .. _jobs.Select(Line)]);
            script.Run(
                Path.Combine(AppContext.BaseDirectory, "peers.R"), jobs, results, string.Join(',', methods),
                string.Join(',', BacktestLevels.All.Select(level => level.ToString(CultureInfo.InvariantCulture))));
            return Read(results, methods);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Scores a file of results.</summary>
    /// <param name="results">A line per job and method: job, method, milliseconds, and quantiles, or none where the method failed.</param>
    /// <param name="methods">The methods to expect.</param>
    public IReadOnlyDictionary<string, ForecastTally[]> Read(string results, string[] methods)
    {
        var tallies = methods.Distinct().ToDictionary(method => method, _ => (ForecastTally[])[.. _series.Select(_ => new ForecastTally())], StringComparer.Ordinal);
        int lines = 0;
        foreach (string line in File.ReadLines(results))
        {
            string[] cells = line.Split(',');
            (int series, BacktestOrigin origin) = _jobs[int.Parse(cells[0], CultureInfo.InvariantCulture)];
            ForecastTally tally = tallies[cells[1]][series];
            double[]? rows = cells is [_, _, _, ""] ? null : [.. cells.Skip(3).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            tally.FitMilliseconds += double.Parse(cells[2], CultureInfo.InvariantCulture);
            tally.Fits++;
            Backtest.Score(tally, rows?.Length == origin.Horizon * BacktestLevels.All.Length ? rows : null, _series[series], origin);
            lines++;
        }

        return lines == _jobs.Length * tallies.Count ? tallies : throw new BacktestException($"R wrote {lines} forecasts of {_jobs.Length * tallies.Count}.");
    }

    private string Line((int Series, BacktestOrigin Origin) job)
    {
        string file = Path.GetFullPath(Path.Combine(_folder, _series[job.Series].Set, _series[job.Series].Name + ".csv"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"{file}\",{job.Origin.TrainStart},{job.Origin.TrainEnd},{job.Origin.Horizon},{string.Join(';', job.Origin.Seasons)}");
    }
}
