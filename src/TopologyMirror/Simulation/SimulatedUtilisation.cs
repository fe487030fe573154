using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>Measures the utilisation of a service at the end of every step, as an agent on the instances would.</summary>
internal sealed class SimulatedUtilisation
{
    private readonly SimulatedCluster _cluster;
    private readonly ServiceName _service;
    private readonly SimulatedLoad _load;
    private readonly double _loadPerInstance;
    private readonly List<LoadSample> _samples = [];

    public SimulatedUtilisation(SimulatedCluster cluster, ServiceName service, SimulatedLoad load, double loadPerInstance)
    {
        _cluster = cluster;
        _service = service;
        _load = load;
        _loadPerInstance = loadPerInstance;
        cluster.World.Repeat(load.Step, Measure);
    }

    public TimeSpan VisibleAfter => _load.VisibleAfter;

    public IReadOnlyList<LoadSample> Samples => _samples;

    private void Measure()
    {
        DateTimeOffset start = _cluster.World.Now - _load.Step;
        double load = _load.At(start);
        if (!double.IsNaN(load))
        {
            _samples.Add(new LoadSample(start, _cluster.Work(_service, load / _loadPerInstance).Utilisation));
        }
    }
}
