using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Goes through what live is reached by, so that live gets a share of the load test; and does not listen when it is told to stop.</summary>
internal sealed class SprayingLoad(IReadOnlyList<InstanceId> live, ISyntheticLoad inner) : ISyntheticLoad
{
    public string Name => inner.Name;

    public bool IsMeasured => inner.IsMeasured;

    public async ValueTask<SyntheticLoadResult> OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken)
    {
        await inner.OfferAsync(arguments with { Instance = live[0], Duration = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        return await inner.OfferAsync(arguments, CancellationToken.None);
    }
}
