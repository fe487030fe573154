using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with configuration on its way, and with what executes.</summary>
internal sealed partial class SimulatedTrouble
{
    private readonly SortedSet<ConfigDigest> _oversized = [];
    private readonly SortedSet<ConfigDigest> _accepted = [];

    /// <summary>Refuses a bundle that is too large; what was taken once is taken again.</summary>
    public void RefuseDelivery(InstanceId instance, ConfigDigest bundle)
    {
        if (!IsPossible)
        {
            return;
        }

        if (!_oversized.Contains(bundle) && !_accepted.Contains(bundle))
        {
            _ = Strikes(SimulationFault.OversizedBundle) ? _oversized.Add(bundle) : _accepted.Add(bundle);
        }

        if (_oversized.Contains(bundle) && Faults.IsOn(SimulationFault.OversizedBundle))
        {
            Hit(SimulationFault.OversizedBundle);
            throw new InvalidTopologyException($"Instance '{instance}' has no room for the bundle {bundle.Abbreviated}: it is too large.");
        }
    }

    /// <summary>True for a blob that arrives with other bytes.</summary>
    public bool ChangesBundle() => Hits(SimulationFault.ChangedBundle);

    /// <summary>Refuses an activation whose secret has expired.</summary>
    public void RefuseActivation(InstanceId instance, ConfigDigest digest)
    {
        if (Hits(SimulationFault.ExpiredSecret))
        {
            throw new InvalidTopologyException($"Instance '{instance}' cannot activate {digest.Abbreviated}: a secret of it has expired.");
        }
    }

    /// <summary>A step is about to begin; true for one that is carried out twice.</summary>
    public bool Begins(ExecutionStep step, InstanceId instance)
    {
        if (IsMigration(step))
        {
            return false;
        }

        return Hits(SimulationFault.HookThrows)
            ? throw new InvalidTopologyException($"The step {step.Id} threw on instance '{instance}'.")
            : Hits(SimulationFault.HookSucceedsTwice);
    }

    /// <summary>What a step comes to.</summary>
    public SimulatedStep Spoil(ExecutionStep step, SimulatedStep outcome)
    {
        if (IsMigration(step))
        {
            return Hits(SimulationFault.MigrationFails)
                ? outcome with { Duration = outcome.Duration / 2, ExitCode = 1, Output = "The migration failed half way." }
                : outcome;
        }

        return Hits(SimulationFault.HookHangs) ? outcome with { Duration = null } : outcome;
    }

    private static bool IsMigration(ExecutionStep step) => step.Kind is ExecutionStepKind.SchemaExpand or ExecutionStepKind.SchemaContract;
}
