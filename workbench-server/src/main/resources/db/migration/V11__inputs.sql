-- Inputs: what they are, and the values that they have now.
ALTER TABLE cell ADD COLUMN input_name VARCHAR(64);
ALTER TABLE cell ADD COLUMN input_label VARCHAR(200);
ALTER TABLE cell ADD COLUMN input_type VARCHAR(20);
ALTER TABLE cell ADD COLUMN input_choice VARCHAR(20);
ALTER TABLE cell ADD COLUMN input_options VARCHAR(1000) ARRAY;
ALTER TABLE cell ADD COLUMN input_source VARCHAR(64);
ALTER TABLE cell ADD COLUMN input_column VARCHAR(1000);
ALTER TABLE cell ADD COLUMN input_initial VARCHAR(1000) ARRAY;
ALTER TABLE cell ADD COLUMN input_widget VARCHAR(20);
ALTER TABLE cell ADD COLUMN input_minimum VARCHAR(50);
ALTER TABLE cell ADD COLUMN input_maximum VARCHAR(50);
ALTER TABLE cell ADD COLUMN input_step VARCHAR(50);
ALTER TABLE cell ADD COLUMN input_viewers_may_change BOOLEAN;
ALTER TABLE cell ADD COLUMN input_values VARCHAR(1000) ARRAY;
