using Microsoft.Extensions.Options;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private List<(string Record, NameOptions Options)> _names = [];

    /// <summary>
    /// Adds a DNS record that names the instances of the cluster's service. It takes its place among the routers, in the order in which they
    /// are added: put names last, so that what they lead to serves before they do.
    /// </summary>
    /// <param name="names">The port.</param>
    /// <param name="record">The record's name.</param>
    /// <param name="configure">Sets how it is set.</param>
    public MirrorPipelineBuilder AddName(INameService names, string record, Action<NameOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentException.ThrowIfNullOrWhiteSpace(record);
        var options = new NameOptions();
        configure?.Invoke(options);
        options = options.Copy();
        _names.Add((record, options));
        return AddRouter(new NameRouter(names, record, options));
    }

    private IEnumerable<string> RecordFaults()
    {
        foreach ((string record, NameOptions options) in _names)
        {
            ValidateOptionsResult result = new NameOptionsValidator().Validate($"Names:{record}", options);
            foreach (string fault in result.Failures ?? [])
            {
                yield return fault;
            }

            if (options.Ttl > options.LongestTtl)
            {
                yield return $"NameOptions.Ttl ({options.Ttl}) of record '{record}' must not be longer than NameOptions.LongestTtl ({options.LongestTtl}).";
            }

            if (Options.Services.Count > 1)
            {
                yield return $"Record '{record}' of cluster '{Cluster}' would name the instances of {Options.Services.Count} services; a record names those of one.";
            }
        }
    }
}
