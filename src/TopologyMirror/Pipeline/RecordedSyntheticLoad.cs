using TopologyMirror.Propagation;

namespace TopologyMirror.Pipeline;

/// <summary>Passes load tests on, and keeps what they came to.</summary>
internal sealed class RecordedSyntheticLoad(ISyntheticLoad inner, LoadTestResults results) : ISyntheticLoad
{
    public string Name => inner.Name;

    public bool IsMeasured => inner.IsMeasured;

    public async ValueTask<SyntheticLoadResult> OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken)
    {
        SyntheticLoadResult result = await inner.OfferAsync(arguments, cancellationToken).ConfigureAwait(false);
        results.Add(arguments, result);
        return result;
    }
}
