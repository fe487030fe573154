using TopologyMirror.Metrics;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with load, metrics and clocks.</summary>
internal sealed partial class SimulatedTrouble
{
    private readonly SortedSet<ConfigDigest> _poisonous = [];

    /// <summary>What metrics say in place of the truth.</summary>
    public List<LoadSample> Distort(List<LoadSample> samples)
    {
        if (!IsPossible || samples.Count == 0)
        {
            return samples;
        }

        Begin(SimulationFault.MetricsSilent, 30, 300);
        Begin(SimulationFault.MetricsZero, 30, 300);
        if (Lasts(SimulationFault.MetricsSilent))
        {
            Hit(SimulationFault.MetricsSilent);
            return [];
        }

        if (Lasts(SimulationFault.MetricsZero))
        {
            Hit(SimulationFault.MetricsZero);
            return samples.ConvertAll(s => s with { Value = 0 });
        }

        return samples;
    }

    /// <summary>True for an instance that fails since it runs a revision that bears no full load, or not for long.</summary>
    public bool IsPoisoned(SimulatedInstance instance)
    {
        if (!Faults.IsOn(SimulationFault.PoisonousBundle) || !_poisonous.Contains(instance.Digest) || !instance.IsServing)
        {
            return false;
        }

        double share = cluster.Fleet.Instances.Where(i => i.Service == instance.Service && i.Digest == instance.Digest).Sum(cluster.ShareOf);
        bool isPoisoned = share >= 0.8 || Now - instance.FirstRoutedAt >= TimeSpan.FromMinutes(20);
        if (isPoisoned)
        {
            HitOnce(SimulationFault.PoisonousBundle, instance.Id.Value);
        }

        return isPoisoned;
    }

    private void SpoilLoad(SwitchoverState run)
    {
        if (run.Plan.Kind == SwitchoverKind.Replace && !_poisonous.Contains(run.Plan.Digest) && run.Phase < SwitchoverPhase.Bake && Strikes(SimulationFault.PoisonousBundle))
        {
            _poisonous.Add(run.Plan.Digest);
        }

        Surge(SimulationFault.SurgeAtSwitch, isDue: true);
        Surge(SimulationFault.RetryStorm, cluster.Watch.IsShort());
    }

    private void Surge(SimulationFault fault, bool isDue)
    {
        if (!isDue || Lasts(fault) || !Strikes(fault))
        {
            return;
        }

        TimeSpan time = Between(fault, 120, 420);
        Last(fault, time);
        Hit(fault);
        cluster.Metrics.Surge(Now + time, 1.2 + (0.8 * Random(fault).NextDouble()));
    }

    private void JumpClock()
    {
        if (Lasts(SimulationFault.ClockJump) || !Strikes(SimulationFault.ClockJump))
        {
            return;
        }

        TimeSpan time = Between(SimulationFault.ClockJump, 20, 180);
        Last(SimulationFault.ClockJump, time);
        Hit(SimulationFault.ClockJump);
        cluster.World.JumpClock(Between(SimulationFault.ClockJump, -120, 120), time);
    }
}
