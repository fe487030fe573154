using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Counts what stands where. Pure.</summary>
public static class ServiceCounter
{
    /// <summary>Counts the instances of a service.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    /// <param name="coverDigest">The digest of live, which cover runs.</param>
    /// <param name="candidateDigest">The digest that a release is due for; null when none is.</param>
    /// <param name="open">The open run, whose leaving instances are no cover; null when there is none.</param>
    /// <param name="releaseDigest">The digest to which an open release brings live; null when none is open.</param>
    public static ServiceCounts Count(
        WorldView world, ServiceName service, ConfigDigest coverDigest, ConfigDigest? candidateDigest, RunPlan? open, ConfigDigest? releaseDigest = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        var counts = new ServiceCounts(service, Live: 0, Cover: 0, Arriving: 0, DeadLive: 0);
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            if (instance.Service != service)
            {
                continue;
            }

            Side side = world.SideOf(instance.Id);
            bool ready = instance.State == InstanceState.Ready;
            bool serves = ready && side != Side.Retiring && world.IsRoutedEverywhere(instance.Id);
            bool atHand = RunPlanner.CanJoin(world, instance, coverDigest) && open?.Leaving.Contains(instance.Id) != true;
            counts = counts with
            {
                Live = counts.Live + (serves ? 1 : 0),
                LiveAtRelease = counts.LiveAtRelease + (serves && instance.Digest is { } digest && digest == releaseDigest ? 1 : 0),
                DeadLive = counts.DeadLive + (side == Side.Live && instance.State == InstanceState.Failed ? 1 : 0),
                Cover = counts.Cover + (atHand ? 1 : 0),
            };
            if (side == Side.Shadow && !world.IsRoutedAnywhere(instance.Id))
            {
                counts = AddShadow(counts, instance, candidateDigest);
            }
        }

        return counts;
    }

    /// <summary>What an instance was launched for puts it into a pool until it says itself what it runs.</summary>
    private static ServiceCounts AddShadow(ServiceCounts counts, ObservedInstance instance, ConfigDigest? candidateDigest)
    {
        bool ready = instance.State == InstanceState.Ready;
        bool isOnItsWay = instance.State == InstanceState.Launching || (ready && instance.Digest is null);
        bool isForRelease = candidateDigest is { } newer && (instance.Digest ?? instance.LaunchDigest) == newer;
        return counts with
        {
            Arriving = counts.Arriving + (isOnItsWay && !isForRelease ? 1 : 0),
            Candidate = counts.Candidate + (ready && instance.Digest is not null && isForRelease ? 1 : 0),
            CandidateArriving = counts.CandidateArriving + (isOnItsWay && isForRelease ? 1 : 0),
        };
    }
}
