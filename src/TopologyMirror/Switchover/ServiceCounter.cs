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
    /// <param name="release">The release of which some waves are committed; null when there is none.</param>
    public static ServiceCounts Count(
        WorldView world, ServiceName service, ConfigDigest coverDigest, ConfigDigest? candidateDigest, RunPlan? open, OpenRelease? release = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        int stray = RunPlanner.Stray(world, service, [coverDigest, candidateDigest, open?.Digest, release?.Digest, release?.Previous]).Count();
        var counts = new ServiceCounts(service, Live: 0, Cover: 0, Arriving: 0, DeadLive: stray) { IdleLive = RunPlanner.Idle(world, service).Count() };
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
                LiveAtRelease = counts.LiveAtRelease + (serves && instance.Digest is { } digest && digest == release?.Target ? 1 : 0),
                DeadLive = counts.DeadLive + (side == Side.Live && instance.State == InstanceState.Failed ? 1 : 0),
                Cover = counts.Cover + (atHand ? 1 : 0),
                DriftedLive = counts.DriftedLive + (IsDrifted(world, instance, coverDigest, candidateDigest, open, release) ? 1 : 0),
            };
            if (side == Side.Shadow && !world.IsRoutedAnywhere(instance.Id))
            {
                counts = AddShadow(counts, instance, coverDigest, candidateDigest);
            }
        }

        return counts;
    }

    /// <summary>Serves, is live, and runs what neither live, nor the release that is due, nor the open run explains.</summary>
    private static bool IsDrifted(
        WorldView world, ObservedInstance instance, ConfigDigest coverDigest, ConfigDigest? candidateDigest, RunPlan? open, OpenRelease? release) =>
        instance is { State: InstanceState.Ready, Digest: { } digest }
        && digest != coverDigest && digest != candidateDigest && digest != open?.Digest && release?.Declares(digest) != true
        && world.SideOf(instance.Id) == Side.Live && world.IsRoutedEverywhere(instance.Id);

    /// <summary>What an instance was launched for puts it into a pool until it says itself what it runs.</summary>
    private static ServiceCounts AddShadow(ServiceCounts counts, ObservedInstance instance, ConfigDigest coverDigest, ConfigDigest? candidateDigest)
    {
        bool ready = instance.State == InstanceState.Ready;
        bool isForRelease = candidateDigest is { } newer && (instance.Digest ?? instance.LaunchDigest) == newer;
        bool isBeingValidated = ready && instance.Validation == ValidationStatus.Pending && (isForRelease || instance.Digest == coverDigest);
        bool isOnItsWay = instance.State == InstanceState.Launching || (ready && instance.Digest is null) || isBeingValidated;
        return counts with
        {
            Arriving = counts.Arriving + (isOnItsWay && !isForRelease ? 1 : 0),
            Candidate = counts.Candidate + (ready && instance is { Digest: not null, Validation: ValidationStatus.Passed } && isForRelease ? 1 : 0),
            CandidateArriving = counts.CandidateArriving + (isOnItsWay && isForRelease ? 1 : 0),
        };
    }
}
