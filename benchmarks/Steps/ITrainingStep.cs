using System.Runtime.CompilerServices;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>A model's training step: a struct, so that the loop that repeats it is compiled for it and calls the model itself, as a user's would.</summary>
internal interface ITrainingStep
{
    void Run();
}

internal readonly struct TinyRegressionStep(TinyRegression model, StepData data, Optimizer optimizer) : ITrainingStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run() => model.Train(data.Inputs, data.Targets, optimizer);
}

internal readonly struct SmallClassifierStep(SmallClassifier model, StepData data, Optimizer optimizer) : ITrainingStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run() => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct ImageClassifierStep(ImageClassifier model, StepData data, Optimizer optimizer) : ITrainingStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run() => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct WideClassifierStep(WideClassifier model, StepData data, Optimizer optimizer) : ITrainingStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run() => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct ResidualClassifierStep(ResidualClassifier model, StepData data, Optimizer optimizer) : ITrainingStep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run() => model.Train(data.Inputs, data.Labels, optimizer);
}
