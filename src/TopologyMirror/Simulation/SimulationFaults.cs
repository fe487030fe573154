using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>The switches of a world's faults, and how often each changed what came about, by the phase of the run that was open. Not thread-safe.</summary>
public sealed class SimulationFaults
{
    private readonly SortedDictionary<SimulationFault, double> _probabilities = [];
    private readonly SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long> _hits = [];
    private readonly SortedDictionary<SimulationFault, long> _outside = [];
    private readonly SortedDictionary<SimulationFault, SimulationRandom> _random = [];
    private readonly SimulationWorld _world;

    internal SimulationFaults(SimulationWorld world) => _world = world;

    /// <summary>The faults that are switched on.</summary>
    public IReadOnlyCollection<SimulationFault> On => _probabilities.Keys;

    /// <summary>Hits by fault and phase; a pair without a hit is missing.</summary>
    public IReadOnlyDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long> Hits => _hits;

    /// <summary>How often a fault changed what came about while no run was open; one that never did is missing.</summary>
    public IReadOnlyDictionary<SimulationFault, long> HitsOutside => _outside;

    /// <summary>Switches a fault on.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="probability">How likely it strikes where it can, from 0 to 1; 0 switches it off.</param>
    public void Switch(SimulationFault fault, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        if (probability == 0)
        {
            _probabilities.Remove(fault);
        }
        else
        {
            _probabilities[fault] = probability;
            _world.BeginDisturbing();
        }
    }

    /// <summary>Switches all faults off.</summary>
    public void Mend()
    {
        _probabilities.Clear();
        _world.SetClockRight();
    }

    /// <summary>Whether a fault is switched on.</summary>
    /// <param name="fault">The fault.</param>
    public bool IsOn(SimulationFault fault) => _probabilities.ContainsKey(fault);

    /// <summary>Draws whether a fault strikes here and now. Each fault draws from a stream of its own, so that switching one off leaves the others as they are.</summary>
    internal bool Strikes(SimulationFault fault)
    {
        if (!_probabilities.TryGetValue(fault, out double probability))
        {
            return false;
        }

        if (!_random.TryGetValue(fault, out SimulationRandom? random))
        {
            _random[fault] = random = _world.Random($"faults/{fault}");
        }

        return random.NextDouble() < probability;
    }

    /// <summary>Counts that a fault changed what came about in a phase, or outside of any run.</summary>
    internal void Hit(SimulationFault fault, SwitchoverPhase? phase)
    {
        if (phase is { } open)
        {
            _hits[(fault, open)] = _hits.GetValueOrDefault((fault, open)) + 1;
        }
        else
        {
            _outside[fault] = _outside.GetValueOrDefault(fault) + 1;
        }
    }
}
