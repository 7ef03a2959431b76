using System.Linq;
using Xunit;

namespace BackpropGen.Tests;

/// <summary>What an epoch and a training come to where batches are uneven and losses equal or rising.</summary>
public class TrainerOutcomeTests
{
    private static readonly PointSamples Samples = PointSamples.Make(40, seed: 1);

    [Fact]
    public void The_last_batch_holds_what_remains()
    {
        var model = new LogisticRegression { Batches = [] };
        new Trainer<LogisticRegression, PointSamples>(model) { BatchSize = 16 }.Fit(Samples);
        Assert.Equal([16, 16, 8], model.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public void The_training_loss_weighs_each_sample_the_same()
    {
        var model = new LogisticRegression();
        double expected = model.Evaluate(Samples);
        var trainer = new Trainer<LogisticRegression, PointSamples>(model) { Optimizer = new Sgd(0), BatchSize = 16 };
        Assert.Equal(expected, trainer.Fit(Samples)[0].TrainingLoss, 1e-12);
    }

    [Fact]
    public void Training_that_improves_runs_to_its_end()
    {
        LogisticRegression model = WithLosses(5, 6, 4, 6, 3);
        var trainer = new Trainer<LogisticRegression, PointSamples>(model) { Patience = 2 };
        TrainingHistory history = trainer.Fit(Samples, Samples, epochs: 5);
        Assert.Equal(5, history.Count);
        Assert.False(history.StoppedEarly);
    }

    [Fact]
    public void The_first_of_equal_epochs_is_the_best()
    {
        TrainingHistory history = new Trainer<LogisticRegression, PointSamples>(WithLosses(2, 1, 1)).Fit(Samples, Samples, epochs: 3);
        Assert.Equal(2, history.Best!.Epoch);
    }

    [Fact]
    public void The_last_weights_stay_unless_the_best_are_asked_for()
    {
        LogisticRegression best = WithLosses(3, 1), model = WithLosses(3, 1, 2, 2);
        new Trainer<LogisticRegression, PointSamples>(best).Fit(Samples, Samples, epochs: 2);
        new Trainer<LogisticRegression, PointSamples>(model).Fit(Samples, Samples, epochs: 4);
        Assert.NotEqual(best.Parameters.ToArray(), model.Parameters.ToArray());
    }

    private static LogisticRegression WithLosses(params double[] losses)
    {
        var model = new LogisticRegression();
        losses.ToList().ForEach(model.ValidationLosses.Enqueue);
        return model;
    }
}
