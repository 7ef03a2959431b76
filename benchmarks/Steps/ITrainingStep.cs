namespace BackpropGen.Benchmarks.Steps;

/// <summary>Makes a model's training step without a delegate, whose call would count in the smallest case.</summary>
internal interface ITrainingStep<TModel>
{
    static abstract void Run(TModel model, StepData data, Optimizer optimizer);
}

internal readonly struct TinyRegressionStep : ITrainingStep<TinyRegression>
{
    public static void Run(TinyRegression model, StepData data, Optimizer optimizer) => model.Train(data.Inputs, data.Targets, optimizer);
}

internal readonly struct SmallClassifierStep : ITrainingStep<SmallClassifier>
{
    public static void Run(SmallClassifier model, StepData data, Optimizer optimizer) => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct ImageClassifierStep : ITrainingStep<ImageClassifier>
{
    public static void Run(ImageClassifier model, StepData data, Optimizer optimizer) => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct WideClassifierStep : ITrainingStep<WideClassifier>
{
    public static void Run(WideClassifier model, StepData data, Optimizer optimizer) => model.Train(data.Inputs, data.Labels, optimizer);
}

internal readonly struct ResidualClassifierStep : ITrainingStep<ResidualClassifier>
{
    public static void Run(ResidualClassifier model, StepData data, Optimizer optimizer) => model.Train(data.Inputs, data.Labels, optimizer);
}
