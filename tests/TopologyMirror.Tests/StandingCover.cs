using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests;

/// <summary>How most stories are set up: something stands by, and joins only when it is needed, so that there is a shadow to tell of.</summary>
internal static class StandingCover
{
    public static MirrorPipelineBuilder WithStandingCover(this MirrorPipelineBuilder builder, int cover = 1) =>
        builder.Configure(o => (o.Shadow.StandingCover, o.Promotion.Join) = (cover, JoinRule.WhenNeeded));
}
