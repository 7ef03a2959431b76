using System.Collections.Generic;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>The two broken models and the remedies, on the same digits.</summary>
public static class Experiments
{
    public static IReadOnlyList<Experiment> All(DigitData data) =>
    [
        new Experiment<DeepSigmoid, DeepSigmoid.Samples>(
            "deep sigmoid", "10 sigmoid layers, Glorot's initializer", vanishes: true,
            DeepSigmoid.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<DeepTanh, DeepTanh.Samples>(
            "deep tanh", "12 tanh layers, weights of deviation 0.05", vanishes: true,
            DeepTanh.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<ReluWithHe, ReluWithHe.Samples>(
            "ReLU with He", "10 ReLU layers, He's initializer", vanishes: false,
            ReluWithHe.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<Residual, Residual.Samples>(
            "residual", "10 sigmoid layers, a sum around each", vanishes: false,
            Residual.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<Normalized, Normalized.Samples>(
            "LayerNorm", "10 sigmoid layers, LayerNorm after each", vanishes: false,
            Normalized.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<MatchingInitializer, MatchingInitializer.Samples>(
            "matching initializer", "12 tanh layers, LeCun's initializer", vanishes: false,
            MatchingInitializer.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
        new Experiment<Shallow, Shallow.Samples>(
            "fewer layers", "2 sigmoid layers, Glorot's initializer", vanishes: false,
            Shallow.LayerSummaries, new(data.Images, data.Labels), static model => model.Backpropagate),
    ];
}
