using TopologyMirror.Forecasting;
using TopologyMirror.Propagation;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private Func<IForecaster, IForecaster> _decorateForecaster = static inner => inner;
    private Func<IShadowManager, IShadowManager> _decorateShadowManager = static inner => inner;
    private Func<IConfigPropagator, IConfigPropagator> _decoratePropagator = static inner => inner;
    private Func<ISwitchover, ISwitchover> _decorateSwitchover = static inner => inner;

    /// <summary>Puts something around the forecaster, whichever is set in the end; a later call goes around an earlier one.</summary>
    /// <param name="decorate">Makes the outer one of the inner one.</param>
    public MirrorPipelineBuilder DecorateForecaster(Func<IForecaster, IForecaster> decorate) => Around(ref _decorateForecaster, decorate);

    /// <summary>Puts something around the shadow manager, whichever is set in the end; a later call goes around an earlier one.</summary>
    /// <param name="decorate">Makes the outer one of the inner one.</param>
    public MirrorPipelineBuilder DecorateShadowManager(Func<IShadowManager, IShadowManager> decorate) => Around(ref _decorateShadowManager, decorate);

    /// <summary>Puts something around the propagator, whichever is set in the end; a later call goes around an earlier one.</summary>
    /// <param name="decorate">Makes the outer one of the inner one.</param>
    public MirrorPipelineBuilder DecoratePropagator(Func<IConfigPropagator, IConfigPropagator> decorate) => Around(ref _decoratePropagator, decorate);

    /// <summary>Puts something around the sequence of switchovers, whichever is set in the end; a later call goes around an earlier one.</summary>
    /// <param name="decorate">Makes the outer one of the inner one.</param>
    public MirrorPipelineBuilder DecorateSwitchover(Func<ISwitchover, ISwitchover> decorate) => Around(ref _decorateSwitchover, decorate);

    private MirrorPipelineBuilder Around<T>(ref Func<T, T> inner, Func<T, T> outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        Func<T, T> before = inner;
        inner = part => outer(before(part));
        return this;
    }
}
