namespace BackpropGen.Benchmarks.Steps;

/// <summary>Calls a model's gradient without a delegate, whose call would count in the smallest case.</summary>
internal interface IBackpropagation<TModel>
{
    static abstract float Backpropagate(TModel model, StepData data);
}

internal readonly struct TinyRegressionStep : IBackpropagation<TinyRegression>
{
    public static float Backpropagate(TinyRegression model, StepData data) => model.Backpropagate(data.Inputs, data.Targets, data.Gradients);
}

internal readonly struct SmallClassifierStep : IBackpropagation<SmallClassifier>
{
    public static float Backpropagate(SmallClassifier model, StepData data) => model.Backpropagate(data.Inputs, data.Labels, data.Gradients);
}

internal readonly struct ImageClassifierStep : IBackpropagation<ImageClassifier>
{
    public static float Backpropagate(ImageClassifier model, StepData data) => model.Backpropagate(data.Inputs, data.Labels, data.Gradients);
}

internal readonly struct WideClassifierStep : IBackpropagation<WideClassifier>
{
    public static float Backpropagate(WideClassifier model, StepData data) => model.Backpropagate(data.Inputs, data.Labels, data.Gradients);
}

internal readonly struct ResidualClassifierStep : IBackpropagation<ResidualClassifier>
{
    public static float Backpropagate(ResidualClassifier model, StepData data) => model.Backpropagate(data.Inputs, data.Labels, data.Gradients);
}
