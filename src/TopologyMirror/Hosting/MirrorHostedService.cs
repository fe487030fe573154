using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>Starts and stops the clusters' loops with the host.</summary>
internal sealed class MirrorHostedService(MirrorPipelines pipelines, IOptions<TopologyMirrorOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (MirrorPipeline pipeline in pipelines.All.Where(p => options.Value.CheckReachability && !p.IsPumpedByCaller))
        {
            faults.AddRange(await pipeline.CheckReachableAsync(cancellationToken).ConfigureAwait(false));
        }

        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        pipelines.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => pipelines.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
