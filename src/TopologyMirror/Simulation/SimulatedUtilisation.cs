using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>Measures the utilisation of a service several times in every step and gives the mean over instances and moments, as agents on the instances would.</summary>
internal sealed class SimulatedUtilisation
{
    private const int MeasuresPerStep = 12;

    private readonly SimulatedCluster _cluster;
    private readonly ServiceName _service;
    private readonly SimulatedLoad _load;
    private readonly Func<DateTimeOffset, double> _loadPerInstance;
    private readonly SimulationRandom? _random;
    private readonly SimulatedNoise _noise;
    private readonly List<LoadSample> _samples = [];
    private double _busy;
    private int _serving;
    private int _measures;

    public SimulatedUtilisation(SimulatedCluster cluster, ServiceName service, SimulatedLoad load, Func<DateTimeOffset, double> loadPerInstance, SimulatedNoise noise = default)
    {
        _cluster = cluster;
        _service = service;
        _load = load;
        _loadPerInstance = loadPerInstance;
        _noise = noise;
        _random = noise.Deviation > 0 ? cluster.World.Random($"{cluster.Name}/utilisation/{service}") : null;
        cluster.World.Repeat(load.Step / MeasuresPerStep, Measure);
    }

    public TimeSpan VisibleAfter => _load.VisibleAfter;

    public IReadOnlyList<LoadSample> Samples => _samples;

    private void Measure()
    {
        // The load of the part that ends now: at the end of a step it is still that step's.
        double load = _load.At(_cluster.World.Now - (_load.Step / MeasuresPerStep));
        int serving = _cluster.Serving(_service);
        if (!double.IsNaN(load))
        {
            _busy += _cluster.Work(_service, load / _loadPerInstance(_cluster.World.Now)).Utilisation * serving;
            _serving += serving;
        }

        if (++_measures % MeasuresPerStep == 0)
        {
            if (_serving > 0)
            {
                _samples.Add(new LoadSample(_cluster.World.Now - _load.Step, _noise.On(_busy / _serving, _random)));
            }

            (_busy, _serving) = (0, 0);
        }
    }
}
