using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tuning;

/// <summary>
/// A history made ready to be learnt and scored. Only steps that are neither missing nor tagged are scored; they are in units of the
/// largest of them, so that no sum is infinite.
/// </summary>
internal sealed class TunedSeries
{
    private readonly double[] _values;
    private readonly SampleTags[] _tags;
    private readonly double[] _usable;
    private readonly Differences _seasonal;
    private readonly Differences _successive;

    public TunedSeries(string name, LoadHistory history, ForecastTunerOptions options, int firstOrigin)
    {
        Series = new ForecastSeries(name, history.Step, history.Start) { LongestHorizon = options.HorizonSteps };
        _values = [.. Enumerable.Range(0, history.Count).Select(history.ValueAt)];
        _tags = [.. Enumerable.Range(0, history.Count).Select(history.TagsAt)];
        Next = [.. _values.Where((value, i) => _tags[i] == SampleTags.None && double.IsFinite(value))];
        double largest = Next.DefaultIfEmpty(0).Max();
        Unit = largest > 0 ? largest : 1;
        _usable = [.. _values.Select((value, i) => _tags[i] == SampleTags.None ? value / Unit : double.NaN)];
        int steps = (int)Math.Clamp(Math.Round(options.Season / history.Step), 1, int.MaxValue / 2);
        Season = steps < firstOrigin ? steps : 1;
        _seasonal = new Differences(_usable, Season);
        _successive = new Differences(_usable, 1);
    }

    public ForecastSeries Series { get; }

    /// <summary>Steps of a season.</summary>
    public int Season { get; }

    /// <summary>The largest usable value, or 1.</summary>
    public double Unit { get; }

    /// <summary>The usable values as they are: what cost is measured with, once the history is learnt.</summary>
    public double[] Next { get; }

    /// <summary>A step as it is learnt.</summary>
    public (double Value, SampleTags Tags) At(int index) => (_values[index], _tags[index]);

    /// <summary>A step as it is scored, in <see cref="Unit"/>; NaN where it is missing or tagged.</summary>
    public double Usable(int index) => _usable[index];

    /// <summary>Mean absolute seasonal difference before an origin; between neighbours where it is 0 or there is none.</summary>
    public double ScaleAt(int origin) => _seasonal.MeanAbsolute(origin) is > 0 and var scale ? scale : _successive.MeanAbsolute(origin);

    /// <summary>Root mean square of the seasonal differences before an origin.</summary>
    public double DeviationAt(int origin) => _seasonal.RootMeanSquare(origin);

    /// <summary>Sums of differences up to each step, so that what was known at an origin costs one look.</summary>
    private sealed class Differences
    {
        private readonly (int Count, double Absolute, double Squares)[] _sums;

        public Differences(double[] values, int lag)
        {
            _sums = new (int, double, double)[values.Length + 1];
            for (int i = 0; i < values.Length; i++)
            {
                double difference = i < lag ? double.NaN : Math.Abs(values[i] - values[i - lag]);
                (int count, double absolute, double squares) = _sums[i];
                _sums[i + 1] = double.IsNaN(difference) ? _sums[i] : (count + 1, absolute + difference, squares + (difference * difference));
            }
        }

        public double MeanAbsolute(int end) => _sums[end].Absolute / Math.Max(_sums[end].Count, 1);

        public double RootMeanSquare(int end) => Math.Sqrt(_sums[end].Squares / Math.Max(_sums[end].Count, 1));
    }
}
