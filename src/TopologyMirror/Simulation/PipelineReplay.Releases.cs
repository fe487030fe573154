using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TopologyMirror.Replay;

namespace TopologyMirror.Simulation;

public sealed partial class PipelineReplay
{
    /// <summary>The digest of each generation: what runs at first, then one per release.</summary>
    private ImmutableArray<ConfigDigest> Generations() =>
    [
        _cluster.Configuration.Desired,
        .. _events.Releases.Select(r => DigestOf(string.Create(CultureInfo.InvariantCulture, $"{_trace.Name}, generation {r.Generation}"))),
    ];

    private static ConfigDigest DigestOf(string content) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    /// <summary>Lets the release of this tick fall due, as somebody who publishes a configuration does.</summary>
    private void Release(int tick)
    {
        foreach (ReplayRelease release in _events.Releases)
        {
            if (release.Tick != tick)
            {
                continue;
            }

            ConfigDigest digest = _generations[release.Generation];
            if (release.IsBad)
            {
                _cluster.Monitoring.FailWhenServing(digest, ReplayClock.AlarmAfter);
            }

            _cluster.Configuration.Desired = digest;
        }
    }
}
