using System.Security.Cryptography;
using System.Text;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with instances.</summary>
internal sealed partial class SimulatedTrouble
{
    /// <summary>The age limit of observations, and the longest that an effect needs to be in force: what changes by itself within it may have been seen as it was.</summary>
    internal static readonly TimeSpan Allowance = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Relapse = TimeSpan.FromSeconds(30);

    private readonly SortedSet<InstanceId> _neverReady = [];
    private readonly SortedSet<InstanceId> _slow = [];
    private readonly SortedDictionary<InstanceId, ConfigDigest> _wrong = [];

    /// <summary>Spoils an instance whose launch was accepted.</summary>
    public void Spoil(SimulatedInstance instance)
    {
        if (!IsPossible || instance.ReadyAt is not { } ready)
        {
            return;
        }

        if (Strikes(SimulationFault.NeverReady))
        {
            instance.ReadyAt = null;
            _neverReady.Add(instance.Id);
        }
        else if (Strikes(SimulationFault.SlowColdStart))
        {
            instance.ReadyAt = ready + ((ready - Now) * (2 + (3 * Random(SimulationFault.SlowColdStart).NextDouble())));
            _slow.Add(instance.Id);
        }

        if (instance.InForce is { } digest)
        {
            instance.InForce = Mistake(instance.Id, digest);
        }
    }

    /// <summary>What an instance runs that was told to run a revision.</summary>
    public ConfigDigest Mistake(InstanceId instance, ConfigDigest digest)
    {
        return Strikes(SimulationFault.WrongDigest) ? Wrong(instance, digest) : digest;
    }

    private ConfigDigest Wrong(InstanceId instance, ConfigDigest digest)
    {
        var wrong = new ConfigDigest(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}{instance} by mistake"))));
        _wrong[instance] = wrong;
        return wrong;
    }

    /// <summary>The fleet is listed: whoever should be ready and is not, is seen.</summary>
    public void Listed(IEnumerable<SimulatedInstance> instances, bool hasRoom)
    {
        if (!IsPossible)
        {
            return;
        }

        if (hasRoom && Lasts(SimulationFault.NoCapacity))
        {
            HitOnce(SimulationFault.NoCapacity, string.Empty);
        }

        foreach (SimulatedInstance instance in instances.Where(i => i.State == InstanceState.Launching))
        {
            if (_neverReady.Contains(instance.Id) || _slow.Contains(instance.Id))
            {
                HitOnce(_slow.Contains(instance.Id) ? SimulationFault.SlowColdStart : SimulationFault.NeverReady, instance.Id.Value);
            }
        }
    }

    /// <summary>True when an instance cannot be asked what it runs.</summary>
    public bool IsMute(InstanceId instance)
    {
        if (!IsPossible || !IsUnreachable(instance))
        {
            return false;
        }

        HitOnce(Lasts(SimulationFault.NewSideUnreachable) && IsOfNewSide(instance) ? SimulationFault.NewSideUnreachable : SimulationFault.OldSideUnreachable, instance.Value);
        return true;
    }

    /// <summary>An instance says what it runs.</summary>
    public void Reported(SimulatedInstance instance)
    {
        if (_wrong.TryGetValue(instance.Id, out ConfigDigest wrong) && instance.InForce == wrong)
        {
            HitOnce(SimulationFault.WrongDigest, instance.Id.Value);
        }
    }

    private bool IsRouted(InstanceId instance) => cluster.Routers.Any(r => r.Knows(instance));

    private void BreakInstances()
    {
        if (Strikes(SimulationFault.ReadyThenDead) && Pick(SimulationFault.ReadyThenDead, Preferred(i => IsSpare(i))) is { } dies)
        {
            Hit(SimulationFault.ReadyThenDead);
            End(dies, isLost: false);
        }

        Begin(SimulationFault.NoCapacity, 60, 300);
        if (Strikes(SimulationFault.WrongDigest) && Pick(SimulationFault.WrongDigest, [.. Preferred(i => !IsRouted(i.Id) && i.InForce is not null)]) is { } wrong)
        {
            // What a run has seen to be right within the age limit counts as such: it is found out at the next look.
            ConfigDigest digest = Wrong(wrong.Id, wrong.InForce!.Value);
            wrong.SeenAs = (wrong.InForce.Value, Now + Allowance);
            wrong.InForce = digest;
        }

        if (Strikes(SimulationFault.Flapping) && Pick(SimulationFault.Flapping, Preferred(i => !HoldsData(i.Id))) is { } flaps)
        {
            Hit(SimulationFault.Flapping);
            flaps.IsReadyAgainAt = Now + Between(SimulationFault.Flapping, 5, Relapse.TotalSeconds);
        }

        if (!Lasts(SimulationFault.ZoneLost) && Strikes(SimulationFault.ZoneLost))
        {
            LoseZone();
        }
    }

    /// <summary>Ready instances that come in, or others where none does.</summary>
    private List<SimulatedInstance> Preferred(Func<SimulatedInstance, bool> may)
    {
        List<SimulatedInstance> ready = [.. cluster.Fleet.Instances.Where(i => i.State == InstanceState.Ready && may(i))];
        List<SimulatedInstance> coming = ready.FindAll(i => Coming.Contains(i.Id));
        return coming.Count > 0 ? coming : ready;
    }

    /// <summary>An instance dies, or is gone without a trace.</summary>
    private void End(SimulatedInstance instance, bool isLost)
    {
        cluster.Fleet.Remember(instance.ObserveSteady(), instance.InForce, Now + Allowance);
        if (isLost)
        {
            cluster.Fleet.Lose(instance.Id);
        }
        else
        {
            instance.Fail();
        }
    }

    /// <summary>A zone dies when another one still serves every service; none other for half an hour.</summary>
    private void LoseZone()
    {
        SimulatedInstance[] serving = [.. cluster.Fleet.Instances.Where(i => i.IsServing)];
        string[] zones =
        [
            .. cluster.Fleet.Instances.Select(i => i.Zone).OfType<string>().Distinct().Order(StringComparer.Ordinal)
                .Where(z => !cluster.Fleet.Instances.Any(i => string.Equals(i.Zone, z, StringComparison.Ordinal) && HoldsData(i.Id)))
                .Where(z => serving.Select(i => i.Service).Distinct().All(s => serving.Any(i => i.Service == s && !string.Equals(i.Zone, z, StringComparison.Ordinal)))),
        ];
        if (Pick(SimulationFault.ZoneLost, zones) is not { } zone)
        {
            return;
        }

        Last(SimulationFault.ZoneLost, TimeSpan.FromMinutes(30));
        Hit(SimulationFault.ZoneLost);
        foreach (SimulatedInstance instance in cluster.Fleet.Instances.Where(i => string.Equals(i.Zone, zone, StringComparison.Ordinal)).ToArray())
        {
            End(instance, isLost: Below(SimulationFault.ZoneLost, 2) == 0);
        }
    }
}
