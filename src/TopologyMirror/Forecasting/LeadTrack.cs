using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>
/// What the engine knows of one lead: how large each model's errors are and how they are spread, what each lost, and how the
/// combination has to be adjusted.
/// </summary>
internal sealed class LeadTrack
{
    public const int Groups = 3;

    private const double LossKept = 0.99;
    private const double Sharpness = 2.5;
    private const double FeedbackForHalf = 10;

    private const int Levels = QuantileLevels.Count;

    private readonly int _models;
    private readonly ResidualSketch[] _sketches;
    private readonly double[] _sizes;
    private readonly double[] _losses;
    private readonly double[] _weights;
    private int _feedback;

    public LeadTrack(int models)
    {
        _models = models;
        _sketches = [.. Enumerable.Range(0, models).Select(_ => new ResidualSketch())];
        _sizes = new double[models];
        _losses = new double[models * Groups];
        _weights = new double[models * Groups];
        Array.Fill(_weights, 1.0 / models);
    }

    /// <summary>Group of levels that share weights: lower, middle, upper.</summary>
    public static int GroupOf(int level) => level < 4 ? 0 : level < 7 ? 1 : 2;

    public double Weight(int model, int group) => _weights[(group * _models) + model];

    public bool Knows(int model) => _sketches[model].Count >= 8;

    /// <summary>How the combination is adjusted at this lead.</summary>
    public QuantileCalibration Calibration { get; } = new();

    /// <summary>Whether the combination of this step's outcome is to be scored: one in six is enough.</summary>
    public bool CalibratesNow => _feedback >= 12 && _feedback % 6 == 0;

    public int Count(int model) => _sketches[model].Count;

    /// <summary>Offsets of a model's quantiles from its centre, for a volatility of 1.</summary>
    public void Offsets(int model, Span<double> offsets)
    {
        ResidualSketch sketch = _sketches[model];
        double size = _sizes[model] * (1 + (4.0 / (sketch.Count + 1)));
        for (int i = 0; i < Levels; i++)
        {
            offsets[i] = size * sketch.Quantiles[i];
        }
    }

    /// <summary>Learns how the forecasts of all models came out.</summary>
    /// <param name="centres">What they forecast; NaN of one that was not ready.</param>
    /// <param name="volatility">Volatility at that time.</param>
    /// <param name="root">What came.</param>
    public void Learn(ReadOnlySpan<double> centres, double volatility, double root)
    {
        Span<double> losses = stackalloc double[_models * Groups];
        losses.Clear();
        int ready = 0;
        for (int m = 0; m < _models; m++)
        {
            if (!double.IsNaN(centres[m]))
            {
                double residual = root - centres[m];
                if (_sketches[m].Count > 0)
                {
                    ready++;
                    Lose(losses.Slice(m * Groups, Groups), _sketches[m].Quantiles, _sizes[m] * volatility, residual);
                }

                int count = _sketches[m].Count + 1;
                double size = Math.Abs(residual) / volatility;
                _sizes[m] += Math.Max(1.0 / count, 0.01) * (size - _sizes[m]);
                double relative = _sizes[m] > 0 ? residual / (volatility * Math.Max(_sizes[m], double.Epsilon)) : 0;
                _sketches[m].Add(double.IsFinite(relative) ? relative : 0);
            }
        }

        if (ready == 0)
        {
            return;
        }

        for (int g = 0; g < Groups; g++)
        {
            double mean = 0;
            for (int m = 0; m < _models; m++)
            {
                mean += losses[(m * Groups) + g] / ready;
            }

            for (int m = 0; m < _models; m++)
            {
                // Who was not ready is charged as much as the others on average.
                bool scored = !double.IsNaN(centres[m]) && _sketches[m].Count > 1;
                double loss = scored ? losses[(m * Groups) + g] : mean;
                ref double sum = ref _losses[(g * _models) + m];
                sum = (LossKept * sum) + loss;
            }
        }

        _feedback = Math.Min(_feedback + 1, int.MaxValue - 1);
        if (_feedback < 16 || _feedback % 16 == 0)
        {
            Weigh();
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_feedback);
        writer.Doubles(_sizes);
        writer.Doubles(_losses);
        writer.Doubles(_weights);
        Calibration.Save(writer);
        foreach (ResidualSketch sketch in _sketches)
        {
            sketch.Save(writer);
        }
    }

    public void Load(ref StateReader reader)
    {
        _feedback = reader.Int(0, int.MaxValue - 1);
        reader.Doubles(_sizes);
        reader.Doubles(_losses);
        reader.Doubles(_weights);
        Calibration.Load(ref reader);
        foreach (ResidualSketch sketch in _sketches)
        {
            sketch.Load(ref reader);
        }
    }

    private static void Lose(Span<double> losses, ReadOnlySpan<double> quantiles, double scale, double residual)
    {
        losses[0] = Lose(quantiles, 0, scale, residual, Vector256<double>.One);
        losses[1] = Lose(quantiles, 4, scale, residual, Vector256.Create(1.0, 1, 1, 0));
        losses[2] = Lose(quantiles, 7, scale, residual, Vector256<double>.One) + Lose(quantiles, 9, scale, residual, Vector256.Create(0.0, 0, 1, 1));
    }

    /// <summary>Pinball loss of four levels, of which some count.</summary>
    private static double Lose(ReadOnlySpan<double> quantiles, int first, double scale, double residual, Vector256<double> counts)
    {
        var levels = Vector256.Create<double>(QuantileLevels.Shared.AsSpan(first, 4));
        Vector256<double> errors = Vector256.Create(residual) - (Vector256.Create(scale) * Vector256.Create(quantiles.Slice(first, 4)));
        return Vector256.Sum(counts * Vector256.Max(levels * errors, (levels - Vector256<double>.One) * errors));
    }

    private void Weigh()
    {
        double sharpness = Sharpness * _feedback / (_feedback + FeedbackForHalf);
        for (int g = 0; g < Groups; g++)
        {
            Span<double> losses = _losses.AsSpan(g * _models, _models);
            Span<double> weights = _weights.AsSpan(g * _models, _models);
            double least = double.PositiveInfinity;
            foreach (double loss in losses)
            {
                least = Math.Min(least, loss);
            }

            double sum = 0;
            for (int m = 0; m < _models; m++)
            {
                double excess = losses[m] > 0 ? sharpness * ((losses[m] / least) - 1) : 0;
                weights[m] = Math.Exp(-excess * excess);
                sum += weights[m];
            }

            VectorMath.Scale(weights, 1 / sum);
        }
    }
}
