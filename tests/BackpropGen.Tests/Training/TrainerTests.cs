using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace BackpropGen.Tests;

public class TrainerTests
{
    private static readonly PointSamples Points = PointSamples.Make(203, seed: 1);

    [Fact]
    public void Training_learns_and_reports_its_epochs()
    {
        var model = new LogisticRegression();
        double before = model.Evaluate(Points);
        (PointSamples train, PointSamples validation) = Points.Split(0.8, seed: 3);

        TrainingHistory history = Make(model).Fit(train, validation, epochs: 20);

        Assert.Equal(Enumerable.Range(1, 20), history.Select(epoch => epoch.Epoch));
        Assert.True(history[19].TrainingLoss < before / 2);
        Assert.Equal(model.Evaluate(validation), history[19].ValidationLoss);
        Assert.Equal(model.Accuracy(validation), history[19].Metrics["accuracy"]);
        Assert.True(history[19].Metrics["accuracy"] > 0.85);
        Assert.Equal(history.MinBy(epoch => epoch.ValidationLoss), history.Best);
    }

    [Fact]
    public void Each_epoch_takes_each_row_once_in_a_new_order()
    {
        var model = new LogisticRegression { Batches = [] };
        Make(model).Fit(Points, epochs: 2);

        Assert.Equal(14, model.Batches.Count);
        Assert.Equal([32, 32, 32, 32, 32, 32, 11], model.Batches.Take(7).Select(batch => batch.Length));
        int[] first = [.. model.Batches.Take(7).SelectMany(rows => rows)], second = [.. model.Batches.Skip(7).SelectMany(rows => rows)];
        Assert.NotEqual(first, second);
        Assert.Equal(Enumerable.Range(0, 203), first.Order());
        Assert.Equal(Enumerable.Range(0, 203), second.Order());
    }

    [Fact]
    public void Without_shuffling_rows_come_in_order()
    {
        var model = new LogisticRegression { Batches = [] };
        new Trainer<LogisticRegression, PointSamples>(model) { Shuffle = false, BatchSize = 100 }.Fit(Points);
        Assert.Equal(Enumerable.Range(0, 203), model.Batches.SelectMany(rows => rows));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_does_not()
    {
        double[] Train(ulong seed)
        {
            var model = new LogisticRegression();
            Make(model, seed).Fit(Points, epochs: 3);
            return model.Parameters.ToArray();
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Two_calls_train_as_one_of_all_epochs()
    {
        LogisticRegression once = new(), twice = new();
        Make(once).Fit(Points, epochs: 4);
        Trainer<LogisticRegression, PointSamples> trainer = Make(twice);
        trainer.Fit(Points, epochs: 1);
        trainer.Fit(Points, epochs: 3);
        Assert.Equal(once.Parameters.ToArray(), twice.Parameters.ToArray());
    }

    [Fact]
    public void Training_stops_when_validation_no_longer_improves()
    {
        LogisticRegression model = Scripted(5, 4, 3, 3, 3.5, 2);
        var trainer = new Trainer<LogisticRegression, PointSamples>(model) { Patience = 2 };
        TrainingHistory history = trainer.Fit(Points, Points, epochs: 6);
        Assert.Equal(5, history.Count);
        Assert.True(history.StoppedEarly);
        Assert.Equal(3, history.Best!.Epoch);
    }

    [Fact]
    public void The_best_weights_are_restored()
    {
        LogisticRegression model = Scripted(5, 1, 3), twin = new();
        var trainer = new Trainer<LogisticRegression, PointSamples>(model) { RestoreBest = true };
        TrainingHistory history = trainer.Fit(Points, Points, epochs: 3);
        new Trainer<LogisticRegression, PointSamples>(twin).Fit(Points, epochs: 2);
        Assert.Equal(2, history.Best!.Epoch);
        Assert.False(history.StoppedEarly);
        Assert.Equal(twin.Parameters.ToArray(), model.Parameters.ToArray());
    }

    [Fact]
    public void Cancellation_ends_between_two_steps_and_keeps_the_epochs_before()
    {
        using var source = new CancellationTokenSource();
        var model = new LogisticRegression { Disturbance = step => { if (step == 10) { source.Cancel(); } return 0; } };
        Trainer<LogisticRegression, PointSamples> trainer = Make(model);
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Points, epochs: 5, cancellationToken: source.Token));
        Assert.Equal(10, model.Steps);
        Assert.Single(trainer.History);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_is_not_finite_names_epoch_and_step(double loss)
    {
        var model = new LogisticRegression { Disturbance = step => step == 9 ? loss : 0 };
        var exception = Assert.Throws<TrainingDivergedException>(() => Make(model).Fit(Points, epochs: 5));
        Assert.Equal((2, 2), (exception.Epoch, exception.Step));
        Assert.Contains("epoch 2, step 2,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_names_the_epoch()
    {
        LogisticRegression model = Scripted(1, double.NaN);
        var exception = Assert.Throws<TrainingDivergedException>(() => Make(model).Fit(Points, Points, epochs: 5));
        Assert.Contains("validation loss after epoch 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_hears_of_each_step_and_of_each_epoch()
    {
        var progress = new RecordingProgress();
        TrainingHistory history = new Trainer<LogisticRegression, PointSamples>(new LogisticRegression()) { BatchSize = 100, Progress = progress }
            .Fit(Points, epochs: 2);
        Assert.Equal([1, 2, 3, 3, 1, 2, 3, 3], progress.Reports.Select(report => report.Step));
        Assert.All(progress.Reports, report => Assert.Equal((2, 3), (report.Epochs, report.Steps)));
        Assert.Equal(history, progress.Reports.Where(report => report.Result is not null).Select(report => report.Result));
        Assert.Equal(history[0].TrainingLoss, progress.Reports[2].Loss);
    }

    [Fact]
    public void Metrics_are_measured_on_the_validation_samples()
    {
        var trainer = new Trainer<LogisticRegression, PointSamples>(new LogisticRegression())
        {
            Metrics = new Dictionary<string, Func<LogisticRegression, PointSamples, double>> { ["count"] = (_, samples) => samples.Count },
        };
        Assert.Equal(203, trainer.Fit(Points)[0].Metrics["count"]);
        Assert.Equal(50, trainer.Fit(Points, Points.Slice(0, 50))[0].Metrics["count"]);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        long Allocated(int steps)
        {
            PointSamples samples = PointSamples.Make(2 * steps, 1);
            var trainer = new Trainer<LogisticRegression, PointSamples>(new LogisticRegression()) { BatchSize = 2 };
            trainer.Fit(samples);
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Fit(samples);
            return GC.GetAllocatedBytesForCurrentThread() - before - (2L * steps * sizeof(int));
        }

        Assert.Equal(Allocated(10), Allocated(1000), 64.0);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var model = new LogisticRegression();
        PointSamples none = Points.Slice(0, 0);
        Assert.Throws<ArgumentException>("train", () => Make(model).Fit(none));
        Assert.Throws<ArgumentException>("validation", () => Make(model).Fit(Points, none));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => Make(model).Fit(Points, epochs: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer<LogisticRegression, PointSamples>(model) { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer<LogisticRegression, PointSamples>(model) { Patience = 0 });
        Assert.Throws<ArgumentException>("validation", () => new Trainer<LogisticRegression, PointSamples>(model) { Patience = 1 }.Fit(Points));
        Assert.Throws<ArgumentException>("validation", () => new Trainer<LogisticRegression, PointSamples>(model) { RestoreBest = true }.Fit(Points));
    }

    private static Trainer<LogisticRegression, PointSamples> Make(LogisticRegression model, ulong seed = 0) =>
        new(model) { Optimizer = new Adam(0.05), Seed = seed };

    private static LogisticRegression Scripted(params double[] validationLosses)
    {
        var model = new LogisticRegression();
        Array.ForEach(validationLosses, model.ValidationLosses.Enqueue);
        return model;
    }

    private sealed class RecordingProgress : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
